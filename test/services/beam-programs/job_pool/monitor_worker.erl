-module(monitor_worker).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2]).

start() ->
    gen_server:start(?MODULE, [], []).

init([]) ->
    {ok, 0}.

handle_call(count, _From, Count) ->
    {reply, Count, Count}.

handle_cast({From, Job}, Count) ->
    From ! {done, Job},
    {noreply, Count + 1}.
