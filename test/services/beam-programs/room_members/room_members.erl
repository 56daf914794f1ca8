%% A client that joins a group of its own for each beat, and leaves none: the table of groups keeps each of them.
-module(room_members).
-export([start/0]).

start() ->
    {ok, _} = pg:start(rooms),
    spawn(fun() -> beat(0) end),
    ok.

beat(Number) ->
    Room = {room, Number},
    ok = pg:join(rooms, Room, self()), % leak: ets-growth
    timer:sleep(5),
    beat(Number + 1).
