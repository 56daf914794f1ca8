module leaklens.example/sentinel

go 1.21
