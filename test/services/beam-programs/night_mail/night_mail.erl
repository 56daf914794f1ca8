%% Healthy: mail comes in large bursts, a process for each, which are sent at the pace of the other side; then there is nothing for a while.
-module(night_mail).
-export([start/0]).

start() ->
    Sender = spawn(fun sender/0),
    spawn(fun() -> bursts(Sender, 0) end),
    ok.

bursts(Sender, Number) ->
    [spawn(fun() -> mail(Sender, {Number, One}) end) || One <- lists:seq(1, 800)],
    timer:sleep(14000),
    bursts(Sender, Number + 1).

mail(Sender, Id) ->
    Sender ! {send, self(), Id, binary:copy(<<"dear">>, 200)},
    receive
        sent -> ok
    end.

sender() ->
    receive
        {send, From, _Id, _Text} ->
            timer:sleep(10),
            From ! sent,
            sender()
    end.
