module leaklens.example/channelmap

go 1.21
