module leaklens.example/patterns

go 1.25
