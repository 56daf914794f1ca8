%% Healthy: what is printed is put behind what was printed before, and written out when it is much, or after half a minute.
-module(screen_buffers).
-export([start/0, init/0]).

-define(MUCH, 4000).

start() ->
    Pid = proc_lib:spawn(?MODULE, init, []),
    spawn(fun() -> print(Pid, 0) end),
    ok.

print(Pid, Number) ->
    Pid ! {print, ["line ", integer_to_list(Number), lists:duplicate(80, $-)]},
    timer:sleep(5),
    print(Pid, Number + 1).

init() ->
    erlang:send_after(30000, self(), flush),
    screen([], 0).

screen(Buffer, Lines) when Lines > ?MUCH ->
    screen(written(Buffer), 0);
screen(Buffer, Lines) ->
    receive
        {print, Line} -> screen([Buffer, Line, $\n], Lines + 1);
        flush ->
            erlang:send_after(30000, self(), flush),
            screen(written(Buffer), 0)
    end.

written(Buffer) ->
    _ = iolist_size(Buffer),
    [].
