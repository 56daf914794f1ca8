%% Puts each id that it has seen into its process dictionary.
-module(seen_ids).
-export([start/0]).

start() ->
    spawn(fun() -> register(seen_ids, self()), serve(0) end),
    ok.

serve(Number) ->
    put(last, Number),
    [see(Number * 20 + Part) || Part <- lists:seq(1, 20)],
    timer:sleep(10),
    serve(Number + 1).

see(Id) ->
    case get({seen, Id}) of
        undefined -> put({seen, Id}, {os:timestamp(), "first"}); %% leak: state-growth
        _ -> ok
    end.
