%% Two lines of one server monitor the same process: one for a visit, which another message ends, and one for each message, for ever. The source
%% does not tell which of them piles up; the tags of a node with +Muatags code do.
-module(two_desks).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, Ledger} = gen_server:start({local, ledger}, ledger, [], []),
    {ok, _} = gen_server:start({local, two_desks}, ?MODULE, Ledger, []),
    ok.

init(Ledger) ->
    self() ! work,
    {ok, {Ledger, none}}.

handle_call(_Request, _From, State) ->
    {reply, ok, State}.

handle_cast(_Request, State) ->
    {noreply, State}.

handle_info(work, {Ledger, Visit}) ->
    notify(Ledger),
    leave(Visit),
    erlang:send_after(10, self(), work),
    {noreply, {Ledger, visit(Ledger)}};
handle_info(_Message, State) ->
    {noreply, State}.

visit(Ledger) ->
    erlang:monitor(process, Ledger).

leave(none) -> true;
leave(Visit) -> erlang:demonitor(Visit, [flush]).

notify(Ledger) ->
    erlang:monitor(process, Ledger),
    gen_server:cast(Ledger, {entry, 1}).
