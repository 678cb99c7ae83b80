from safety import child_urls, follow_up_urls, map_urls, plan_urls, scale_urls

app_name = "safety"

urlpatterns = [
    *map_urls.urlpatterns,
    *scale_urls.urlpatterns,
    *follow_up_urls.urlpatterns,
    *child_urls.urlpatterns,
    *plan_urls.urlpatterns,
]
