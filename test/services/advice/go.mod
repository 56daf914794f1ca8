module leaklens.example/advice

go 1.23
