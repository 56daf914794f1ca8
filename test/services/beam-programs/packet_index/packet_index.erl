%% The name of each device is matched from a large packet and put into a table: the packet stays as long as the name does.
-module(packet_index).
-export([start/0]).

start() ->
    spawn(fun() ->
        Table = ets:new(devices, [set, public]),
        receive_loop(Table, 0)
    end),
    ok.

receive_loop(Table, Number) ->
    store(Table, packet(Number)),
    timer:sleep(30),
    receive_loop(Table, Number + 1).

packet(Number) ->
    Body = binary:copy(<<0>>, 40000),
    <<Number:32, "device-with-a-longer-name-than-sixty-four-bytes-so-that-it-is-no-heap-binary", Body/binary>>.

store(Table, <<Id:32, Name:76/binary, _Readings/binary>>) ->
    ets:insert(Table, {Id, Name}). %% leak: binary-growth
