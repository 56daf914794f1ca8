%% Healthy: a server that remembers the newest orders, and no more than so many of them. It takes a while to have them all.
-module(recent_orders).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

-define(MOST, 6000).
-record(state, {recent = [] :: list(), total = 0 :: non_neg_integer()}).

start() ->
    {ok, Pid} = gen_server:start({local, ?MODULE}, ?MODULE, [], []),
    spawn(fun() -> orders(Pid, 0) end),
    ok.

orders(Pid, Number) ->
    gen_server:cast(Pid, {order, #{number => Number, items => lists:seq(Number, Number + 30)}}),
    timer:sleep(10),
    orders(Pid, Number + 1).

init([]) -> {ok, #state{}}.

handle_call(recent, _From, #state{recent = Recent} = State) -> {reply, Recent, State}.

handle_cast({order, Order}, #state{recent = Recent, total = Total} = State) ->
    {noreply, State#state{recent = lists:sublist([Order | Recent], ?MOST), total = Total + 1}}.
