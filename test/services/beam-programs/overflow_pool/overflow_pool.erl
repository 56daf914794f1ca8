%% Healthy: a pool with a few workers of its own, and more of them while there is need, which go when they are given back. Whoever borrows is monitored until then.
-module(overflow_pool).
-behaviour(gen_server).
-export([start/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(pool, {free = [], size = 5, lent = #{}}).

start() ->
    {ok, Pool} = gen_server:start({local, overflow_pool}, ?MODULE, 5, []),
    [spawn(fun() -> client(Pool) end) || _ <- lists:seq(1, 30)],
    ok.

client(Pool) ->
    Worker = gen_server:call(Pool, checkout),
    Worker ! {work, self()},
    receive done -> ok end,
    gen_server:cast(Pool, {checkin, Worker}),
    timer:sleep(rand:uniform(400)),
    client(Pool).

init(Size) ->
    {ok, #pool{size = Size, free = [spawn_link(fun worker/0) || _ <- lists:seq(1, Size)]}}.

handle_call(checkout, {Client, _}, #pool{free = [], lent = Lent} = Pool) ->
    Worker = spawn_link(fun worker/0),
    {reply, Worker, Pool#pool{lent = Lent#{Worker => erlang:monitor(process, Client)}}};
handle_call(checkout, {Client, _}, #pool{free = [Worker | Free], lent = Lent} = Pool) ->
    {reply, Worker, Pool#pool{free = Free, lent = Lent#{Worker => erlang:monitor(process, Client)}}}.

handle_cast({checkin, Worker}, #pool{free = Free, size = Size, lent = Lent} = Pool) ->
    {Ref, Left} = maps:take(Worker, Lent),
    erlang:demonitor(Ref, [flush]),
    case length(Free) < Size of
        true -> {noreply, Pool#pool{free = [Worker | Free], lent = Left}};
        false ->
            unlink(Worker),
            Worker ! stop,
            {noreply, Pool#pool{lent = Left}}
    end.

handle_info({'DOWN', Ref, process, _, _}, #pool{lent = Lent} = Pool) ->
    {noreply, Pool#pool{lent = maps:filter(fun(_, Other) -> Other =/= Ref end, Lent)}}.

worker() ->
    receive
        {work, From} ->
            timer:sleep(rand:uniform(30)),
            From ! done,
            worker();
        stop -> ok
    end.
