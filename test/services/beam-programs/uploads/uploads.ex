# A task for each upload, which waits for a word that nobody says.
defmodule Uploads do
  def start do
    spawn(fn -> accept(0) end)
  end

  defp accept(number) do
    {:ok, _} = Task.start(fn -> upload(number) end) # leak: process-growth
    # One that ends.
    Task.await(Task.async(fn -> number + 1 end))
    Process.sleep(80)
    accept(number + 1)
  end

  defp upload(number) do
    receive do
      {:finished, ^number} -> :ok
    end
  end
end
