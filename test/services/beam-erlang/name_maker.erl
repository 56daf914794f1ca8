%% Makes an atom of each name that comes in: an atom is never freed.
-module(name_maker).
-export([start/0]).

start() ->
    spawn(fun() -> take(0) end),
    ok.

take(Number) ->
    _Name = list_to_atom("customer_" ++ integer_to_list(Number)),
    timer:sleep(10),
    take(Number + 1).
