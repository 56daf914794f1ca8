module leaklens.example/gateway

go 1.21
