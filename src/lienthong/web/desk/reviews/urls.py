from lienthong.web.desk.reviews import (
    acts,
    costs,
    decisions,
    plan,
    plan_form,
    plans,
    questions,
    review,
    texts,
)

urlpatterns = [
    *plans.urlpatterns,
    *plan_form.urlpatterns,
    *plan.urlpatterns,
    *decisions.urlpatterns,
    *texts.urlpatterns,
    *review.urlpatterns,
    *questions.urlpatterns,
    *costs.urlpatterns,
    *acts.urlpatterns,
]
