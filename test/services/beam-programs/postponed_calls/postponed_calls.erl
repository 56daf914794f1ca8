%% A state machine that postpones orders until it is connected, and nothing connects it: they pile up within it, and not in its mailbox.
-module(postponed_calls).
-behaviour(gen_statem).
-export([start/0, callback_mode/0, init/1, waiting/3, connected/3]).

start() ->
    {ok, Pid} = gen_statem:start({local, gateway}, ?MODULE, [], []),
    spawn(fun() -> orders(Pid, 0) end),
    ok.

orders(Pid, Number) ->
    gen_statem:cast(Pid, {order, Number, lists:seq(1, 60)}),
    timer:sleep(10),
    orders(Pid, Number + 1).

callback_mode() ->
    state_functions.

init([]) ->
    {ok, waiting, 0}.

waiting(info, connected, Count) ->
    {next_state, connected, Count};
waiting(cast, {order, _Number, _Items}, _Count) ->
    {keep_state_and_data, [postpone]}. % leak: state-growth

connected(cast, {order, _Number, _Items}, Count) ->
    {keep_state, Count + 1}.
