%% Healthy: a table with a bound, the oldest goes when a new one comes. It takes a while to fill.
-module(evicting_cache).
-export([start/0]).

start() ->
    spawn(fun() ->
        _ = ets:new(cache, [named_table, ordered_set, public]),
        fill(0)
    end),
    ok.

fill(Number) ->
    ets:insert(cache, {Number, lists:seq(1, 100)}),
    case ets:info(cache, size) > 1500 of
        true -> ets:delete(cache, ets:first(cache));
        false -> ok
    end,
    timer:sleep(5),
    fill(Number + 1).
