%% Jobs that failed are put aside in a map, to be tried again, and are not.
-module(waiting_jobs).
-export([start/0]).

start() ->
    spawn(fun() -> loop(#{}, 0) end),
    ok.

loop(Failed, Number) ->
    Jobs = [{Number, Part, lists:seq(1, 30)} || Part <- lists:seq(1, 10)],
    Next = lists:foldl(fun run/2, Failed, Jobs),
    timer:sleep(20),
    loop(Next, Number + 1).

run({Number, Part, Payload}, Failed) ->
    case Part rem 2 of
        0 -> Failed;
        1 -> maps:put({Number, Part}, Payload, Failed) %% leak: state-growth
    end.
