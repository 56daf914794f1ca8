%% A table that is filled for each request, and never emptied.
-module(session_table).
-export([start/0]).

start() ->
    spawn(fun() ->
        sessions = ets:new(sessions, [named_table, public]),
        serve(0)
    end),
    ok.

serve(Number) ->
    ets:insert(sessions, {Number, binary:copy(<<"v">>, 60), lists:seq(1, 100)}),
    timer:sleep(10),
    serve(Number + 1).
