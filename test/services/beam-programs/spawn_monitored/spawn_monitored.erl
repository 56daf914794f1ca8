%% A probe is started for each host that is looked at, watched by a monitor, and waits for an answer that may never come.
-module(spawn_monitored).
-export([start/0]).

start() ->
    spawn(fun() -> check(1) end),
    ok.

check(Host) ->
    {_Pid, _Ref} = spawn_monitor(fun() -> probe(Host) end), %% leak: process-growth
    receive
        {'DOWN', _, process, _, _} -> ok
    after 60 -> ok
    end,
    check(Host + 1).

probe(Host) ->
    receive
        {answer, Host} -> ok
    end.
