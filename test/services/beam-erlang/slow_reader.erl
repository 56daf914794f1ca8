%% More comes than is received: who sends does not wait, and who receives looks for one kind of message alone.
-module(slow_reader).
-export([start/0]).

start() ->
    Reader = spawn(fun() -> register(slow_reader, self()), read(0) end),
    spawn(fun() -> send(Reader, 0) end),
    ok.

read(Count) ->
    receive
        {urgent, _Number} -> read(Count + 1)
    end.

send(Reader, Number) ->
    Reader ! {usual, Number, [a, b, c]},
    Reader ! {urgent, Number},
    timer:sleep(10),
    send(Reader, Number + 1).
