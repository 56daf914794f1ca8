%% A process for each session, and none of them ends: it waits for a message that nobody sends.
-module(session_leak).
-export([start/0]).

start() ->
    spawn(fun accept/0),
    ok.

accept() ->
    spawn(fun() -> session(erlang:unique_integer()) end),
    timer:sleep(50),
    accept().

session(Id) ->
    receive
        {close, Id} -> ok
    end.
