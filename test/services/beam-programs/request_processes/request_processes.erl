%% Healthy: a process for each request, with a table and a file of its own, which end with it.
-module(request_processes).
-export([start/0]).

start() ->
    spawn(fun requests/0),
    ok.

requests() ->
    [spawn(fun request/0) || _ <- lists:seq(1, 6)],
    timer:sleep(25),
    requests().

request() ->
    Table = ets:new(request, []),
    [ets:insert(Table, {Number, lists:seq(1, 50)}) || Number <- lists:seq(1, 40)],
    {ok, File} = file:open("/dev/null", [write, raw]),
    timer:sleep(rand:uniform(600)),
    ok = file:close(File).
