from django.urls import include, path

_JOURNEYS = (
    "health",
    "metrics",
    "sign_in",
    "proof_pages",
    "password",
    "identity",
    "draft",
    "sessions",
    "profile",
    "tokens",
    "notices",
)

urlpatterns = [path("", include(f"lienthong.web.entrance.{journey}")) for journey in _JOURNEYS]
