module leaklens.example/blog

go 1.21
