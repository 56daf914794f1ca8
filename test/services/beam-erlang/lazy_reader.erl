%% Two servers that look alike: one has read a large body and dropped it, and waits for a collection that does not come, as nothing happens to it;
%% the other keeps what it has read. And one that monitors, for a trace to find.
-module(lazy_reader).
-export([start/0]).

start() ->
    spawn(fun() -> register(lazy_reader, self()), read(), wait(none) end),
    spawn(fun() -> register(keeper, self()), wait(read()) end),
    spawn(fun() -> register(visitor, self()), visit() end),
    ok.

read() ->
    binary:copy(<<"x">>, 20 * 1024 * 1024).

wait(Body) ->
    receive
        {tell, From} -> From ! Body
    end.

visit() ->
    erlang:monitor(process, keeper),
    timer:sleep(10),
    visit().
