%% Opens a socket for each question, and closes none.
-module(socket_leak).
-export([start/0]).

start() ->
    spawn(fun() -> register(socket_leak, self()), ask([]) end),
    ok.

ask(Open) ->
    {ok, Socket} = gen_udp:open(0, [binary]),
    timer:sleep(250),
    ask([Socket | Open]).
