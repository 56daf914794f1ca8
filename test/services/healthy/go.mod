module leaklens.example/healthy

go 1.21
