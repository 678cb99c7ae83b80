"""The addresses of this floor: a family's own pages, and those of the platform around them."""

from families import family_urls, platform_urls

app_name = "families"
urlpatterns = [*family_urls.urlpatterns, *platform_urls.urlpatterns]
