%% A reminder in an hour for each order: that of one that was paid is not cancelled.
-module(reminders).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, _} = gen_server:start({local, reminders}, ?MODULE, [], []),
    ok.

init([]) ->
    erlang:send_after(10, self(), order),
    {ok, 0}.

handle_call(count, _From, Count) ->
    {reply, Count, Count}.

handle_cast(_Cast, Count) ->
    {noreply, Count}.

handle_info(order, Count) ->
    [remind(Count * 5 + Part) || Part <- lists:seq(1, 5)],
    erlang:send_after(10, self(), order),
    {noreply, Count + 1};
handle_info({remind, _Order}, Count) ->
    {noreply, Count}.

remind(Order) ->
    erlang:send_after(3600000, self(), {remind, Order}). %% leak: timer-growth
