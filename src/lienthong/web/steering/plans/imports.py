"""Reading a plan from a file."""

urlpatterns: list[object] = []
