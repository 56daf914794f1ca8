module leaklens.example/offers

go 1.21
