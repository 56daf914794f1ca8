%% Healthy: a pool of ports and processes that grows to its size when load comes, in steps, and stays.
-module(connection_pool).
-export([start/0]).

start() ->
    spawn(fun() -> grow([], 0) end),
    ok.

grow(Pool, Step) when length(Pool) < 60 ->
    New = [spawn(fun connection/0) || _ <- lists:seq(1, 10)],
    timer:sleep(1500 + Step * 100),
    grow(New ++ Pool, Step + 1);
grow(Pool, _) ->
    [Pid ! work || Pid <- Pool],
    timer:sleep(100),
    grow(Pool, 0).

connection() ->
    {ok, Socket} = gen_udp:open(0, [binary]),
    connected(Socket).

connected(Socket) ->
    receive
        work -> connected(Socket);
        close -> gen_udp:close(Socket)
    end.
