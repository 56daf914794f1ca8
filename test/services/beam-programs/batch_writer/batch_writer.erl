%% Healthy: lines are written together, every two minutes or when there are many of them. Until then they wait.
-module(batch_writer).
-export([start/0, loop/1]).

-define(EVERY, 120000).

start() ->
    Pid = spawn(fun() -> erlang:send_after(?EVERY, self(), flush), loop(#{lines => [], written => 0}) end),
    register(batch_writer, Pid),
    spawn(fun() -> log(Pid, 0) end),
    ok.

log(Pid, Number) ->
    Pid ! {line, {Number, lists:seq(1, 40)}},
    timer:sleep(10),
    log(Pid, Number + 1).

loop(#{lines := Lines} = State) when length(Lines) >= 20000 ->
    ?MODULE:loop(written(State));
loop(#{lines := Lines} = State) ->
    receive
        {line, Line} ->
            ?MODULE:loop(State#{lines := [Line | Lines]});
        flush ->
            erlang:send_after(?EVERY, self(), flush),
            ?MODULE:loop(written(State))
    end.

written(#{lines := Lines, written := Written} = State) ->
    State#{lines := [], written := Written + length(Lines)}.
