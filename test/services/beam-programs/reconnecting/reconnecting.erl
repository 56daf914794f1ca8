%% Healthy: orders are postponed while the line is down, for some seconds, and worked off when it is up again.
-module(reconnecting).
-behaviour(gen_statem).
-export([start/0, callback_mode/0, init/1, down/3, up/3]).

start() ->
    {ok, Pid} = gen_statem:start({local, line}, ?MODULE, [], []),
    spawn(fun() -> orders(Pid, 0) end),
    ok.

orders(Pid, Number) ->
    gen_statem:cast(Pid, {order, Number, lists:seq(1, 60)}),
    timer:sleep(5),
    orders(Pid, Number + 1).

callback_mode() ->
    state_functions.

init([]) ->
    {ok, down, 0, [{{timeout, change}, 4000, up}]}.

down({timeout, change}, up, Count) ->
    {next_state, up, Count, [{{timeout, change}, 3000, down}]};
down(cast, {order, _Number, _Items}, _Count) ->
    {keep_state_and_data, [postpone]}.

up({timeout, change}, down, Count) ->
    {next_state, down, Count, [{{timeout, change}, 4000, up}]};
up(cast, {order, _Number, _Items}, Count) ->
    {keep_state, Count + 1}.
