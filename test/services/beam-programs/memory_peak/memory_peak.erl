%% Healthy: for some seconds it holds 150 MB, and lets go of it. What the runtime keeps of that is no leak.
%% info: retained-by-runtime
-module(memory_peak).
-export([start/0]).

start() ->
    spawn(fun report/0),
    ok.

report() ->
    timer:sleep(8000),
    Rows = ets:new(rows, []),
    Sums = ets:new(sums, []),
    [row(Rows, Sums, Number) || Number <- lists:seq(1, 250000)],
    timer:sleep(6000),
    %% A sum of every fiftieth stays, and lies between what goes.
    ets:delete(Rows),
    timer:sleep(infinity).

row(Rows, Sums, Number) ->
    ets:insert(Rows, {Number, lists:seq(Number, Number + 30)}),
    case Number rem 50 of
        0 -> ets:insert(Sums, {Number, Number * Number});
        _ -> ok
    end.
