-module(chat_room).
-behaviour(gen_server).
-export([start_link/1, init/1, handle_call/3, handle_cast/2]).

start_link(Topic) ->
    gen_server:start_link(?MODULE, Topic, []).

init(Topic) ->
    {ok, {Topic, 0}}.

handle_call(join, _From, {Topic, Members}) ->
    {reply, ok, {Topic, Members + 1}}.

handle_cast(leave, {Topic, Members}) ->
    {noreply, {Topic, Members - 1}}.
