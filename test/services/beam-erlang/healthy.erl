%% What looks like a leak for a while and is none: each of these runs in a node that must not be accused.
-module(healthy).
-export([calls/0, bursts/0, eviction/0, copies/0, restarts/0, sleepers/0, workers/0]).

%% Each call monitors its server, and stops when the answer is there.
calls() ->
    {ok, _} = gen_server:start({local, ledger}, ledger, [], []),
    [spawn(fun ask/0) || _ <- lists:seq(1, 20)],
    ok.

ask() ->
    _ = gen_server:call(ledger, count),
    Ref = erlang:monitor(process, ledger),
    timer:sleep(20),
    erlang:demonitor(Ref, [flush]),
    ask().

%% A queue that fills in bursts, and is worked off in between.
bursts() ->
    Worker = spawn(fun work/0),
    spawn(fun() -> burst(Worker) end),
    ok.

work() ->
    receive
        {job, _} -> timer:sleep(2)
    end,
    work().

burst(Worker) ->
    [Worker ! {job, Number} || Number <- lists:seq(1, 1500)],
    timer:sleep(6000),
    burst(Worker).

%% A table with a bound: the oldest goes when a new one comes.
eviction() ->
    spawn(fun() ->
        cache = ets:new(cache, [named_table, ordered_set, public]),
        fill(0)
    end),
    ok.

fill(Number) ->
    ets:insert(cache, {Number, lists:seq(1, 100)}),
    case ets:info(cache, size) > 300 of
        true -> ets:delete(cache, ets:first(cache));
        false -> ok
    end,
    timer:sleep(5),
    fill(Number + 1).

%% What is kept of large binaries is a copy, and only the newest.
copies() ->
    spawn(fun() -> copy([]) end),
    ok.

copy(Headers) ->
    Body = binary:copy(<<"x">>, 131072),
    Header = binary:copy(binary:part(Body, 0, 100)),
    timer:sleep(20),
    copy(lists:sublist([Header | Headers], 100)).

%% A process that dies and is started again.
restarts() ->
    spawn(fun restart/0),
    ok.

restart() ->
    {_Pid, Ref} = spawn_monitor(fun() -> timer:sleep(100) end),
    receive
        {'DOWN', Ref, process, _, _} -> restart()
    end.

%% As many connections as there are clients: they come once, and sleep.
sleepers() ->
    [spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, 5000)],
    ok.

%% A process for each request, which ends when it is answered.
workers() ->
    spawn(fun request/0),
    ok.

request() ->
    [spawn(fun() -> timer:sleep(rand:uniform(400)) end) || _ <- lists:seq(1, 5)],
    timer:sleep(20),
    request().
