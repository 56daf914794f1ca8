module leaklens.example/goref

go 1.21
