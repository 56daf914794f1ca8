%% Healthy: a large table of stock that is read in for some seconds, and then changed in place, with texts of other lengths.
-module(stock_levels).
-export([start/0]).

-define(ITEMS, 60000).

start() ->
    spawn(fun() ->
        ets:new(stock_levels, [named_table, ordered_set, public]),
        fill(1),
        changes(0)
    end),
    ok.

fill(Item) when Item > ?ITEMS -> ok;
fill(Item) ->
    ets:insert(stock_levels, {Item, Item rem 97, note(Item)}),
    case Item rem 100 of
        0 -> timer:sleep(10);
        _ -> ok
    end,
    fill(Item + 1).

changes(Number) ->
    [
        begin
            Item = rand:uniform(?ITEMS),
            ets:update_counter(stock_levels, Item, {2, 1}),
            ets:update_element(stock_levels, Item, {3, note(Number + One)})
        end
     || One <- lists:seq(1, 200)
    ],
    timer:sleep(20),
    changes(Number + 1).

note(Number) ->
    lists:seq(1, Number rem 12).
