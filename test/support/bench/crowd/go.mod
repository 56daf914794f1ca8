module leaklens.example/crowd

go 1.21
