%% A coordinator traps exits so that it outlives its workers, takes their results, and never their exits.
-module(exits_trapped).
-export([start/0, init/0]).

start() ->
    proc_lib:start(?MODULE, init, []).

init() ->
    process_flag(trap_exit, true),
    proc_lib:init_ack({ok, self()}),
    coordinate(0).

coordinate(Number) ->
    Self = self(),
    Ref = make_ref(),
    spawn_link(fun() -> Self ! {result, Ref, Number * Number} end),
    _Square = await(Ref),
    timer:sleep(6),
    coordinate(Number + 1).

await(Ref) ->
    receive %% leak: mailbox-growth
        {result, Ref, Value} -> Value
    after 1000 -> exit(timeout)
    end.
