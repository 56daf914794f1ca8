%% Somebody else who traces the pool: before OTP 27 nobody can beside them.
-module(other_tracer).
-export([start/0, stop/0]).

start() ->
    Me = self(),
    spawn(fun() ->
        register(other_tracer, self()),
        erlang:trace(whereis(monitor_pool), true, [call, {tracer, self()}]),
        Me ! tracing,
        wait()
    end),
    receive tracing -> ok end.

%% What it traces it traces no more when it has ended.
stop() ->
    Monitor = erlang:monitor(process, other_tracer),
    other_tracer ! stop,
    receive {'DOWN', Monitor, process, _, _} -> ok end.

wait() ->
    receive
        stop -> ok;
        _ -> wait()
    end.
