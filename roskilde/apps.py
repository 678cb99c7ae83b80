from django.apps import AppConfig


class RoskildeConfig(AppConfig):
    name = "roskilde"
