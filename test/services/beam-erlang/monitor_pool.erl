%% Case 5: a pool hands work to a server that lives on, and monitors it each time, to hear of its end. It never stops monitoring: both
%% sides remember it for ever. `monitor_pool:mend()` ends the pool and starts it without the mistake, as a supervisor would with other code.
-module(monitor_pool).
-behaviour(gen_server).
-export([start/0, mend/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, Ledger} = gen_server:start({local, ledger}, ledger, [], []),
    {ok, _} = gen_server:start({local, monitor_pool}, ?MODULE, Ledger, []),
    ok.

mend() ->
    gen_server:stop(monitor_pool),
    {ok, _} = gen_server:start({local, monitor_pool}, ?MODULE, {mended, whereis(ledger)}, []),
    ok.

init({mended, Ledger}) ->
    erlang:send_after(10, self(), work),
    {ok, #{ledger => Ledger, mended => true}};
init(Ledger) ->
    erlang:send_after(10, self(), work),
    {ok, #{ledger => Ledger, mended => false}}.

handle_call(_Request, _From, State) ->
    {reply, ok, State}.

handle_cast(_Request, State) ->
    {noreply, State}.

handle_info(work, #{ledger := Ledger, mended := Mended} = State) ->
    async_send(Ledger, {entry, erlang:unique_integer()}, Mended),
    erlang:send_after(10, self(), work),
    {noreply, State};
handle_info(_Message, State) ->
    {noreply, State}.

async_send(Ledger, Entry, Mended) ->
    Ref = erlang:monitor(process, Ledger),
    gen_server:cast(Ledger, Entry),
    case Mended of
        true -> erlang:demonitor(Ref, [flush]);
        false -> Ref
    end.
