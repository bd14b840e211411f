"""What can be taken away."""

urlpatterns: list[object] = []
