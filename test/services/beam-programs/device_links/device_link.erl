-module(device_link).
-export([open/0, once/1]).

open() ->
    {ok, Socket} = gen_udp:open(0, [binary, {active, false}]), %% leak: port-growth
    Socket.

once(Data) ->
    {ok, Socket} = gen_udp:open(0, [binary]),
    gen_udp:send(Socket, "127.0.0.1", 9, Data),
    gen_udp:close(Socket).
