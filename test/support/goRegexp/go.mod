module leaklens.example/goregexp

go 1.21
