%% What lives on: it takes what it is sent, and keeps nothing of it.
-module(ledger).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).

init([]) ->
    {ok, 0}.

handle_call(count, _From, Count) ->
    {reply, Count, Count}.

handle_cast({entry, _Number}, Count) ->
    {noreply, Count + 1}.
