from lienthong.web.desk.voice import questions, remarks, results

urlpatterns = [*results.urlpatterns, *remarks.urlpatterns, *questions.urlpatterns]
