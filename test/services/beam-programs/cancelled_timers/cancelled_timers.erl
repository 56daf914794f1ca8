%% Healthy: each request has a time-out, which is cancelled when its answer is there.
-module(cancelled_timers).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    [{ok, _} = gen_server:start(?MODULE, [], []) || _ <- lists:seq(1, 50)],
    ok.

init([]) ->
    self() ! request,
    {ok, none}.

handle_call(_Call, _From, State) ->
    {reply, ok, State}.

handle_cast(_Cast, State) ->
    {noreply, State}.

handle_info(request, none) ->
    Timer = erlang:send_after(60000, self(), too_late),
    erlang:send_after(rand:uniform(50), self(), answer),
    {noreply, Timer};
handle_info(answer, Timer) ->
    _ = erlang:cancel_timer(Timer),
    self() ! request,
    {noreply, none}.
