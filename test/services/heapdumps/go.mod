module leaklens.example/heapdumps

go 1.24
